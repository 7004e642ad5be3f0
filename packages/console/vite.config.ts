import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: {
    // The page's policy allows nothing inline, so small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // Libraries change less often than pages do, and what pages share is not worth many small files.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 1 },
            { name: 'libraries', test: /node_modules/ },
            {
              name: 'shared',
              test: /packages\/(?:api-models|console)\/src\/(?!features|routes|main|router)/,
            },
          ],
        },
      },
    },
  },
});
