import { getRouteApi } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import { useLiveQuery } from '../../console/use-live-query.ts';
import { chipLabels } from '../../ui/chip-labels.ts';
import { FilterTabs } from '../../ui/filter-tabs.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ListView } from '../../ui/list-view.tsx';
import { LiveBar } from '../../ui/live-bar.tsx';
import { Page } from '../../ui/page.tsx';
import { Records } from '../../ui/records.tsx';
import { NewProjectForm } from './new-project-form.tsx';
import { projectColumns } from './project-columns.tsx';
import { projectStatuses } from './project-status.ts';

const route = getRouteApi('/area/projects');
const statuses = chipLabels(projectStatuses);

/** The company's projects. */
export function ProjectsPage() {
  const { cursor, status } = route.useSearch();
  const query = useLiveQuery('listProjects', { query: { cursor, status } });
  return (
    <Page
      title="Projects"
      lead="Each project is mirrored to Align as soon as it is saved."
      aside={<LiveBar updatedAtMs={query.dataUpdatedAt} />}
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <FilterTabs label="Status" parameter="status" options={statuses} current={status} />
        <FormDialog
          trigger={
            <>
              <Plus aria-hidden className="size-4" />
              New project
            </>
          }
          triggerKind="primary"
          title="New project"
          description={<p>It begins as a draft. Activating it writes its staffing page in Align.</p>}
        >
          {(close) => <NewProjectForm onSaved={close} />}
        </FormDialog>
      </div>
      <ListView
        query={query}
        cursor={cursor}
        filtered={status !== undefined}
        subject="The list of projects"
        noneYet={{
          title: 'There is no project yet',
          text: 'Create the first one, and add the roles it looks for.',
        }}
      >
        {(rows, stale) => (
          <Records
            caption="Projects"
            columns={projectColumns}
            rows={rows}
            rowId={({ id }) => id}
            stale={stale}
          />
        )}
      </ListView>
    </Page>
  );
}
