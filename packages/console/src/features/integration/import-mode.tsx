import type { Connection } from '@illumera/api-models';
import { useId } from 'react';
import { useApiMutation } from '../../console/use-api-mutation.ts';
import { controlLook } from '../../ui/control-look.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';

const modes = {
  off: 'Leave them in Align',
  reconcile: 'Bring them here with reconciliation',
  realtime: 'Bring them here at once',
} satisfies Record<Connection['importAlignEntries'], string>;

/** What is done with hours that somebody logs in Align itself. */
export function ImportMode({ connection: { id, importAlignEntries } }: { connection: Connection }) {
  const control = useId();
  const update = useApiMutation('updateConnection', ['listConnections']);
  const choose = (chosen: string) => {
    const mode = (Object.keys(modes) as (keyof typeof modes)[]).find((each) => each === chosen);
    if (mode !== undefined) update.mutate({ params: { id }, body: { importAlignEntries: mode } });
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <label htmlFor={control} className="text-sm font-semibold">
          Hours that begin in Align
        </label>
        <select
          id={control}
          value={update.isPending ? update.variables.body.importAlignEntries : importAlignEntries}
          disabled={update.isPending}
          onChange={(event) => choose(event.target.value)}
          className={`${controlLook} max-w-full`}
        >
          {Object.entries(modes).map(([mode, label]) => (
            <option key={mode} value={mode}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {update.error === null ? null : (
        <FailureNotice error={update.error} title="The setting was not changed" />
      )}
    </div>
  );
}
