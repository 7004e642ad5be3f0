import { OutboxItem } from '@illumera/api-models';
import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { controlLook } from '../../../ui/control-look.ts';

const entityTypes = OutboxItem.shape.entityType.options;

/** Narrows the outbox to one kind of entity. */
export function EntityTypeFilter({ current }: { current: OutboxItem['entityType'] | undefined }) {
  const navigate = useNavigate();
  const id = useId();
  const choose = (chosen: string) => {
    const entityType = entityTypes.find((type) => type === chosen);
    void navigate({ to: '.', search: (search) => ({ ...search, entityType, cursor: undefined }) });
  };
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="text-sm text-muted">
        Entity type
      </label>
      <select
        id={id}
        value={current ?? ''}
        onChange={(event) => choose(event.target.value)}
        className={controlLook}
      >
        <option value="">All</option>
        {entityTypes.map((type) => (
          <option key={type} value={type}>
            {type}
          </option>
        ))}
      </select>
    </div>
  );
}
