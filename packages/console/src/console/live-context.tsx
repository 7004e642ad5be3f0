import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Live {
  paused: boolean;
  setPaused: (paused: boolean) => void;
  /** Whether the API tells of changes, so that the page need not keep asking. */
  told: boolean;
  setTold: (told: boolean) => void;
}

const LiveContext = createContext<Live>({
  paused: false,
  setPaused: () => undefined,
  told: false,
  setTold: () => undefined,
});

/** Remembers, over all pages, whether the reader paused refreshing and whether the API tells of changes. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [paused, setPaused] = useState(false);
  const [told, setTold] = useState(false);
  const live = useMemo(() => ({ paused, setPaused, told, setTold }), [paused, told]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export const useLive = () => useContext(LiveContext);
