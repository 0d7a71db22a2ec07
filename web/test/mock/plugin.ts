import type { Plugin } from 'vite';
import { mockHandler } from './server';

export function mockApi(): Plugin {
  const handle = mockHandler();
  return {
    name: 'weige-mock-api',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        void handle(request, response).then((done) => { if (!done) next(); });
      });
    },
  };
}
