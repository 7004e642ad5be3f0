import { Link } from '@tanstack/react-router';

interface FilterTabsProps {
  /** What is chosen here, e.g. `Status`. */
  label: string;
  /** The parameter of the address that holds the choice. */
  parameter: 'status' | 'state';
  /** The values to choose from, each with its word. */
  options: Record<string, string>;
  current: string | undefined;
}

const look = 'inline-flex min-h-9 items-center rounded-md px-3 text-sm font-semibold whitespace-nowrap';
const chosenLook = 'bg-ink text-canvas';
const otherLook = 'text-ink hover:bg-sunken';

/** Chooses one value of a filter, or all, by links, so that each choice has an address. */
export function FilterTabs({ label, parameter, options, current }: FilterTabsProps) {
  const choices = [undefined, ...Object.keys(options)];
  return (
    <nav aria-label={label} className="-mx-1 max-w-full overflow-x-auto px-1 py-1">
      <ul className="flex gap-1">
        {choices.map((value) => (
          <li key={value ?? 'all'}>
            <Link
              to="."
              search={(search) => ({ ...search, [parameter]: value, cursor: undefined })}
              aria-current={value === current ? 'true' : undefined}
              className={`${look} ${value === current ? chosenLook : otherLook}`}
            >
              {value === undefined ? 'All' : options[value]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
