/** The rules of carriers and law: their lists, each on a page of its own, and what they say about a call. */
import type { ComponentChildren } from 'preact';
import type { ShownOperator } from '../../../api/operator/answers.js';
import type { Client } from '../../client.js';
import type { Phrase } from '../../language/chinese.js';
import { say } from '../../language/language.js';
import { mayChange } from '../../roles.js';
import { useAnswer } from '../../use-answer.js';
import { useInView } from '../../use-in-view.js';
import { BlacklistPage } from './blacklist-page.js';
import { ComplaintsPage } from './complaints-page.js';
import { MayCallPage } from './may-call-page.js';
import { OnboardingPage } from './onboarding-page.js';
import { RegistrationsPage } from './registrations-page.js';

interface CompliancePageProps {
  readonly client: Client;
  /** Which of its parts is shown. */
  readonly part: string | undefined;
  readonly operator: ShownOperator;
}

const parts = {
  blacklist: 'Blacklists',
  registrations: 'Registrations',
  complaints: 'Complaints',
  onboarding: 'Onboarding',
  'may-call': 'May it call?',
} as const satisfies Readonly<Record<string, Phrase>>;
type PartName = keyof typeof parts;

export function CompliancePage({ client, part, operator }: CompliancePageProps) {
  const shown = part !== undefined && isPart(part) ? part : 'blacklist';
  const current = useInView<HTMLAnchorElement>(shown);
  return (
    <>
      <nav class="tabs" aria-label={say('Parts of this page')}>
        {Object.entries(parts).map(([name, title]) => (
          <a
            key={name}
            href={`#/compliance/${name}`}
            {...(name === shown && { ref: current, 'aria-current': 'page' as const })}
          >
            {say(title)}
          </a>
        ))}
      </nav>
      <Part client={client} name={shown} operator={operator} />
    </>
  );
}

interface PartProps {
  readonly client: Client;
  readonly name: PartName;
  readonly operator: ShownOperator;
}

function Part({ client, name, operator }: PartProps): ComponentChildren {
  const { answer = [] } = useAnswer((signal) => client.applications(signal), [client]);
  const shared = { rules: client.rules, applications: answer };
  const isAdmin = operator.role === 'admin';
  switch (name) {
    case 'blacklist':
      return <BlacklistPage {...shared} mayChange={mayChange(operator)} />;
    case 'registrations':
      return <RegistrationsPage {...shared} mayChange={mayChange(operator)} />;
    case 'complaints':
      return <ComplaintsPage {...shared} mayChange={mayChange(operator)} mayRemove={isAdmin} />;
    case 'onboarding':
      return <OnboardingPage {...shared} mayChange={isAdmin} />;
    case 'may-call':
      return <MayCallPage rules={client.rules} />;
  }
}

function isPart(name: string): name is PartName {
  return Object.hasOwn(parts, name);
}
