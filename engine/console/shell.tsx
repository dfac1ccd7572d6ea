/** The frame of every page: navigation, the operator's name, language, sign-out. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ShownOperator } from '../api/operator/answers.js';
import type { Phrase } from './language/chinese.js';
import { language, say } from './language/language.js';
import { LanguageSwitch } from './language/language-switch.js';
import { ApplicationsPage } from './pages/applications-page.js';
import { AccountsPage } from './pages/accounts-page.js';
import { AuditPage } from './pages/audit-page.js';
import { BindingsPage } from './pages/bindings-page.js';
import { CallsPage } from './pages/calls-page.js';
import type { Client } from './client.js';
import { CompliancePage } from './pages/compliance/compliance-page.js';
import { ExplainPage } from './pages/explain-page.js';
import { MessagesPage } from './pages/messages-page.js';
import { timeZone } from './parts/moment.js';
import { NumbersPage } from './pages/numbers-page.js';
import { OverviewPage } from './pages/overview-page.js';
import { OwnAccountPage } from './pages/own-account-page.js';
import { PromptsPage } from './pages/prompts-page.js';
import { RecordingsPage } from './pages/recordings-page.js';
import { RecordsPage } from './pages/records-page.js';
import { StatisticsPage } from './pages/statistics-page.js';
import { SystemPage } from './pages/system-page.js';
import { TrunksPage } from './pages/trunks-page.js';
import { UndeliveredPage } from './pages/undelivered-page.js';
import { mayChange, maySee, seesMasked } from './roles.js';
import { useInView } from './use-in-view.js';
import { useRoute } from './use-route.js';

/** In the order of the navigation. */
const pages = {
  overview: 'Overview',
  explain: 'Explain',
  calls: 'Calls',
  records: 'Past calls',
  recordings: 'Recordings',
  messages: 'Messages',
  bindings: 'Bindings',
  numbers: 'Numbers',
  applications: 'Applications',
  prompts: 'Prompts',
  statistics: 'Statistics',
  compliance: 'Compliance',
  trunks: 'Trunks',
  undelivered: 'Undelivered',
  system: 'System',
  audit: 'Audit',
  accounts: 'Accounts',
  account: 'My account',
} as const satisfies Readonly<Record<string, Phrase>>;
type PageName = keyof typeof pages;

interface ShellProps {
  readonly client: Client;
  readonly operator: ShownOperator;
  readonly onSignOut: () => void;
  /** Who is signed in has to be asked again. */
  readonly onChanged: () => void;
}

export function Shell({ client, operator, onSignOut, onChanged }: ShellProps) {
  const route = useRoute();
  const seen = Object.entries(pages).filter(([name]) => maySee(operator, name));
  const first = operator.role === 'subscriber' ? 'undelivered' : 'overview';
  const page = isPage(route.page) ? route.page : first;
  const heading = useRef<HTMLHeadingElement>(null);
  const current = useInView<HTMLAnchorElement>(page);
  useEffect(() => {
    document.title = `${say(pages[page])} · Callveil`;
  }, [page, language()]);
  // Lets a screen reader announce the new page, and Tab continue inside it.
  useEffect(() => heading.current?.focus(), [page]);
  return (
    <>
      <header class="top">
        <span class="brand">Callveil</span>
        <span class="who">
          {operator.name} <span class="quiet">{say(operator.role)}</span>
        </span>
        <LanguageSwitch />
        <button type="button" class="small" onClick={onSignOut}>
          {say('Sign out')}
        </button>
      </header>
      <div class="frame">
        <nav class="pages" aria-label={say('Pages')}>
          {seen.map(([name, title]) => (
            <a
              key={name}
              href={`#/${name}`}
              {...(name === page && { ref: current, 'aria-current': 'page' as const })}
            >
              {say(title)}
            </a>
          ))}
        </nav>
        <div class="content">
          <main>
            <h1 ref={heading} tabIndex={-1}>
              {say(pages[page])}
            </h1>
            {maySee(operator, page) ? (
              pageOf(page, route.id, client, operator, onChanged)
            ) : (
              <p class="empty quiet">
                {say('This page is not for the role {role}.', { role: say(operator.role) })}
              </p>
            )}
          </main>
          <footer class="quiet">
            {say('Times are in {zone}.', { zone: timeZone() })}
            {seesMasked(operator) &&
              ` ${say(operator.role === 'viewer' ? 'As a viewer you see phone numbers masked.' : 'As an auditor you see phone numbers masked.')}`}
          </footer>
        </div>
      </div>
    </>
  );
}

function pageOf(
  page: PageName,
  id: string | undefined,
  client: Client,
  operator: ShownOperator,
  onChanged: () => void,
): ComponentChildren {
  switch (page) {
    case 'overview':
      return <OverviewPage client={client} />;
    case 'explain':
      return <ExplainPage client={client} id={id} />;
    case 'calls':
      return <CallsPage client={client} id={id} mayStop={mayChange(operator)} />;
    case 'records':
      return <RecordsPage client={client} id={id} mayExport={mayChange(operator)} />;
    case 'recordings':
      return <RecordingsPage client={client} id={id} operator={operator} />;
    case 'messages':
      return <MessagesPage client={client} />;
    case 'bindings':
      return <BindingsPage client={client} id={id} operator={operator} />;
    case 'numbers':
      return <NumbersPage client={client} part={id} operator={operator} />;
    case 'statistics':
      return <StatisticsPage client={client} />;
    case 'applications':
      return <ApplicationsPage client={client} id={id} operator={operator} />;
    case 'prompts':
      return <PromptsPage client={client} mayChange={mayChange(operator)} />;
    case 'compliance':
      return <CompliancePage client={client} part={id} operator={operator} />;
    case 'trunks':
      return <TrunksPage client={client} mayReload={operator.role === 'admin'} />;
    case 'undelivered':
      return <UndeliveredPage client={client} operator={operator} />;
    case 'system':
      return <SystemPage client={client} operator={operator} />;
    case 'audit':
      return <AuditPage client={client} />;
    case 'accounts':
      return <AccountsPage client={client} />;
    case 'account':
      return <OwnAccountPage client={client} operator={operator} onChanged={onChanged} />;
  }
}

function isPage(name: string): name is PageName {
  return Object.hasOwn(pages, name);
}
