export const backdropLook =
  'fixed inset-0 min-h-dvh bg-shade/55 transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';

export const popupLook =
  'fixed top-1/2 left-1/2 flex max-h-[calc(100dvh-2rem)] w-lg max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 overflow-y-auto rounded-lg border border-line bg-surface p-6 text-ink shadow-2xl transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0';
