import { syncEventsRoute } from '@illumera/api-models';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useConsole } from '../../console/console-context.tsx';
import { useLive } from '../../console/live-context.tsx';
import { openRefreshEvents } from '../../console/open-refresh-events.ts';
import { readingsByTopic } from '../../console/readings-by-topic.ts';
import { useMe } from '../../console/use-me.ts';

/** Reads again what the API says has changed, for whom it says so; not while paused, and everything at once after that. */
export function useRefreshEvents(): void {
  const { session } = useConsole();
  const { role } = useMe();
  const { paused, setTold } = useLive();
  const queryClient = useQueryClient();
  const isTold = (syncEventsRoute.roles as readonly string[]).includes(role);
  useEffect(() => {
    if (paused || !isTold) return undefined;
    const events = openRefreshEvents({
      baseUrl: '',
      token: () => session.read()?.accessToken ?? '',
      onOpen: () => setTold(true),
      onBroken: () => setTold(false),
      onRefresh: (topics) => {
        for (const reading of new Set<string>(topics.flatMap((topic) => readingsByTopic[topic]))) {
          void queryClient.invalidateQueries({ queryKey: [reading] });
        }
      },
    });
    return () => {
      events.close();
      setTold(false);
    };
  }, [paused, isTold, session, setTold, queryClient]);
}
