import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowLeft, Rocket } from 'lucide-react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Engagements } from './engagements.tsx';
import { projectStatuses } from './project-status.ts';
import { Slots } from './slots.tsx';

const route = getRouteApi('/area/projects/$projectId');

/** One project: its state, the roles it looks for, and the people engaged. */
export function ProjectPage() {
  const { projectId } = route.useParams();
  const query = useLiveQuery('readProject', { params: { id: projectId } });
  const activate = useApiMutation('activateProject', ['readProject', 'listProjects']);
  const project = query.data;
  return (
    <div className="space-y-4">
      <Link to="/projects" className="inline-flex items-center gap-1.5 text-sm font-semibold text-brand">
        <ArrowLeft aria-hidden className="size-4" />
        All projects
      </Link>
      {query.error === null ? null : <FailureNotice error={query.error} title="The project cannot be read" />}
      {query.isPending ? <Skeleton /> : null}
      {project === undefined ? null : (
        <Page
          title={project.name}
          lead={project.description ?? 'No description.'}
          aside={<LiveBar updatedAtMs={query.dataUpdatedAt} />}
        >
          <div className="flex flex-wrap items-center gap-4">
            <Chip look={projectStatuses[project.status]} />
            {project.status === 'draft' ? (
              <Button
                kind="primary"
                disabled={activate.isPending}
                onClick={() => activate.mutate({ params: { id: projectId } })}
              >
                <Rocket aria-hidden className="size-4" />
                Activate
              </Button>
            ) : null}
          </div>
          {activate.error === null ? null : (
            <FailureNotice error={activate.error} title="The project was not activated" />
          )}
          <div className="grid items-start gap-6 lg:grid-cols-2">
            <Slots projectId={projectId} slots={project.slots} />
            <Engagements projectId={projectId} />
          </div>
        </Page>
      )}
    </div>
  );
}
