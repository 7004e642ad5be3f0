import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface Live {
  paused: boolean;
  setPaused: (paused: boolean) => void;
}

const LiveContext = createContext<Live>({ paused: false, setPaused: () => undefined });

/** Remembers, over all pages, whether the reader paused refreshing. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [paused, setPaused] = useState(false);
  const live = useMemo(() => ({ paused, setPaused }), [paused]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

export const useLive = () => useContext(LiveContext);
