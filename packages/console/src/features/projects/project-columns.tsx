import type { Project } from '@illumera/api-models';
import { Link } from '@tanstack/react-router';
import { Chip } from '../../ui/chip.tsx';
import { Moment } from '../../ui/moment.tsx';
import { recordColumns } from '../../ui/records.tsx';
import { projectStatuses } from './project-status.ts';

const helper = recordColumns<Project>();

export const projectColumns = helper.columns([
  helper.accessor('name', {
    header: 'Project',
    cell: ({ row: { original } }) => (
      <Link
        to="/projects/$projectId"
        params={{ projectId: original.id }}
        className="font-semibold text-brand underline underline-offset-2 wrap-break-word"
      >
        {original.name}
      </Link>
    ),
  }),
  helper.accessor('status', {
    header: 'Status',
    cell: ({ getValue }) => <Chip look={projectStatuses[getValue()]} />,
  }),
  helper.accessor('description', {
    header: 'Description',
    cell: ({ getValue }) => (
      <span className="line-clamp-2 max-w-lg wrap-break-word">{getValue() ?? '–'}</span>
    ),
  }),
  helper.accessor('updatedAt', { header: 'Changed', cell: ({ getValue }) => <Moment at={getValue()} /> }),
]);
