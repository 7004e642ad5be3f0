import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    // The page's policy allows nothing inline, so small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
