import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './app/global.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient, session } from './api/api.ts';
import { router } from './app/router.tsx';
import { cssVariables, theme } from './app/theme.ts';
import { registerServiceWorker } from './local/offline/register-service-worker.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the dashboard');

// Pages differ for who is signed in, so this comes first; it is one short request.
await session.restore();
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

registerServiceWorker();
