import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed.ts';

export default defineConfig({
  root: import.meta.dirname,
  // Addresses in the page are relative to the `<base>` that the server writes: the pages work behind any prefix.
  base: './',
  plugins: [react(), compressed()],
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, manifest: true },
});
