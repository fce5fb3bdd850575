import './lib/no-eval.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { keepLeftPagesShut } from './app/left-pages.ts';
import { Providers } from './app/providers.tsx';
import { router } from './app/router.tsx';
import './ui/theme.css';
import './app/layout.css';

const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no root element');
keepLeftPagesShut();
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
