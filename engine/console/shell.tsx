/** The frame of every page: navigation, the operator's name, sign-out. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownOperator } from '../api/operator/answers.js';
import { BindingsPage } from './pages/bindings-page.js';
import { CallsPage } from './pages/calls-page.js';
import type { Client } from './client.js';
import { ExplainPage } from './pages/explain-page.js';
import { timeZone } from './parts/moment.js';
import { NumbersPage } from './pages/numbers-page.js';
import { OverviewPage } from './pages/overview-page.js';
import { PromptsPage } from './pages/prompts-page.js';
import { useRoute } from './use-route.js';

const pages = {
  overview: 'Overview',
  explain: 'Explain',
  calls: 'Calls',
  bindings: 'Bindings',
  numbers: 'Numbers',
  prompts: 'Prompts',
} as const;
type PageName = keyof typeof pages;

interface ShellProps {
  readonly client: Client;
  readonly operator: ShownOperator;
  readonly onSignOut: () => void;
}

export function Shell({ client, operator, onSignOut }: ShellProps) {
  const route = useRoute();
  const page = isPage(route.page) ? route.page : 'overview';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${pages[page]} · Callveil`;
    // Lets a screen reader announce the new page, and Tab continue inside it.
    heading.current?.focus();
  }, [page]);
  return (
    <>
      <header class="top">
        <span class="brand">Callveil</span>
        <nav aria-label="Pages">
          {Object.entries(pages).map(([name, title]) => (
            <a key={name} href={`#/${name}`} {...(name === page && { 'aria-current': 'page' as const })}>
              {title}
            </a>
          ))}
        </nav>
        <span class="who">
          {operator.name} <span class="quiet">{operator.role}</span>
        </span>
        <button type="button" class="small" onClick={onSignOut}>
          Sign out
        </button>
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {pages[page]}
        </h1>
        {pageOf(page, route.id, client, operator)}
      </main>
      <footer class="quiet">
        Times are in {timeZone()}.
        {seesMasked(operator) &&
          ` As ${operator.role === 'viewer' ? 'a viewer' : 'an auditor'} you see phone numbers masked.`}
      </footer>
    </>
  );
}

function pageOf(
  page: PageName,
  id: string | undefined,
  client: Client,
  operator: ShownOperator,
): ComponentChildren {
  switch (page) {
    case 'overview':
      return <OverviewPage client={client} />;
    case 'explain':
      return <ExplainPage client={client} />;
    case 'calls':
      return <CallsPage client={client} mayStop={mayChange(operator)} />;
    case 'bindings':
      return <BindingsPage client={client} id={id} />;
    case 'numbers':
      return <NumbersPage client={client} />;
    case 'prompts':
      return <PromptsPage client={client} mayChange={mayChange(operator)} />;
  }
}

function mayChange({ role }: ShownOperator): boolean {
  return role === 'operator' || role === 'admin';
}

function seesMasked({ role }: ShownOperator): boolean {
  return role === 'viewer' || role === 'auditor';
}

function isPage(name: string): name is PageName {
  return Object.hasOwn(pages, name);
}
