import { RefreshCw } from 'lucide-react';
import { Button } from '../../ui/button.tsx';

export function ReloadButton() {
  return (
    <Button kind="primary" onClick={() => window.location.reload()}>
      <RefreshCw aria-hidden className="size-4" />
      Try again
    </Button>
  );
}
