/** Which address shows which page. Each page is loaded when it is first shown. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  redirect,
  useRouter,
} from '@tanstack/react-router';
import { z } from 'zod';
import { AdministratorsOnly } from '../administration/administrators-only.tsx';
import { session } from '../api/api.ts';
import { SignedInOnly } from '../session/signed-in-only.tsx';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { NotFoundPage } from './not-found-page.tsx';
import { Page, Shell } from './shell.tsx';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFoundPage,
  errorComponent: Crash,
});

function Crash({ error, reset }: ErrorComponentProps) {
  const again = useRouter();
  // What was not loaded is asked for anew; what broke is drawn anew.
  const retry = () => again.invalidate().then(reset);
  return (
    <Page>
      <Failure error={error} onRetry={() => void retry()} />
    </Page>
  );
}

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../start/start-page.tsx'), 'StartPage'),
});

const tryIt = createRoute({
  getParentRoute: () => root,
  path: '/try',
  component: lazyRouteComponent(() => import('../local/try-page.tsx'), 'TryPage'),
});

/** Where to go after signing in: a path of this page, never an address elsewhere. */
const Return = z.object({
  to: z
    .string()
    .regex(/^\/(?![/\\])/)
    .optional()
    .catch(undefined),
});

/** How signing in through a provider has ended; the server says it in the address. */
const SignIn = Return.extend({
  by: z.literal('provider').optional().catch(undefined),
  failed: z.enum(['provider-away', 'refused', 'expired', 'no-account']).optional().catch(undefined),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: SignIn,
  component: lazyRouteComponent(() => import('../session/sign-in-page.tsx'), 'SignInPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: Return,
  component: lazyRouteComponent(() => import('../session/register-page.tsx'), 'RegisterPage'),
});

/** Pages for who is signed in; others are sent to sign in, and come back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  component: SignedInOnly,
  beforeLoad({ location }) {
    if (session.get().kind === 'signed-out')
      throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});

const account = createRoute({
  getParentRoute: () => signedIn,
  path: '/account',
  component: lazyRouteComponent(() => import('../session/account-page.tsx'), 'AccountPage'),
});

const recordings = createRoute({
  getParentRoute: () => signedIn,
  path: '/recordings',
  validateSearch: z.object({
    q: z.string().optional().catch(undefined),
    source: z.enum(['all', 'mine', 'library']).optional().catch(undefined),
    sort: z.enum(['newest', 'oldest', 'name', 'longest']).optional().catch(undefined),
    tag: z.string().optional().catch(undefined),
    dataSet: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../recordings/recordings-page.tsx'), 'RecordingsPage'),
});

const recording = createRoute({
  getParentRoute: () => signedIn,
  path: '/recordings/$id',
  validateSearch: z.object({
    lead: z.string().optional().catch(undefined),
    /** Reference beats to compare with. */
    reference: z.string().optional().catch(undefined),
    /** Largest distance of a beat from its reference, ms. */
    tolerance: z.number().positive().optional().catch(undefined),
    span: z.enum(['all', 'annotated']).optional().catch(undefined),
    /** Where to look first: seconds, or the first difference from the reference. */
    at: z
      .union([z.number().nonnegative(), z.literal('first-error')])
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(() => import('../recording/recording-page.tsx'), 'RecordingPage'),
});

const evaluations = createRoute({
  getParentRoute: () => signedIn,
  path: '/evaluations',
  /** With a model a new evaluation is offered, of this model. */
  validateSearch: z.object({ model: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../evaluations/evaluations-page.tsx'), 'EvaluationsPage'),
});

const comparison = createRoute({
  getParentRoute: () => signedIn,
  path: '/evaluations/compare',
  validateSearch: z.object({ a: z.string().catch(''), b: z.string().catch('') }),
  component: lazyRouteComponent(() => import('../evaluations/comparison-page.tsx'), 'ComparisonPage'),
});

const evaluation = createRoute({
  getParentRoute: () => signedIn,
  path: '/evaluations/$id',
  component: lazyRouteComponent(() => import('../evaluations/evaluation-page.tsx'), 'EvaluationPage'),
});

const models = createRoute({
  getParentRoute: () => signedIn,
  path: '/models',
  component: lazyRouteComponent(() => import('../models/models-page.tsx'), 'ModelsPage'),
});

const model = createRoute({
  getParentRoute: () => signedIn,
  path: '/models/$name',
  validateSearch: z.object({ version: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('../models/model-page.tsx'), 'ModelPage'),
});

/** Others are told that it is not for them. */
const administrators = createRoute({
  getParentRoute: () => signedIn,
  id: 'administrators',
  component: AdministratorsOnly,
});

const admin = createRoute({
  getParentRoute: () => administrators,
  path: '/admin',
  beforeLoad() {
    throw redirect({ to: '/admin/models', replace: true });
  },
});

const adminModels = createRoute({
  getParentRoute: () => administrators,
  path: '/admin/models',
  component: lazyRouteComponent(() => import('../administration/models-page.tsx'), 'AdministeredModelsPage'),
});

/** How far reports look back, in days. */
const LookBack = z.object({ days: z.number().int().min(1).max(90).optional().catch(undefined) });

const adminShadow = createRoute({
  getParentRoute: () => administrators,
  path: '/admin/models/shadow',
  validateSearch: LookBack,
  component: lazyRouteComponent(() => import('../administration/shadow-page.tsx'), 'ShadowPage'),
});

const adminDrift = createRoute({
  getParentRoute: () => administrators,
  path: '/admin/drift',
  validateSearch: LookBack,
  component: lazyRouteComponent(() => import('../administration/drift-page.tsx'), 'DriftPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    start,
    tryIt,
    signIn,
    register,
    signedIn.addChildren([
      account,
      recordings,
      recording,
      evaluations,
      comparison,
      evaluation,
      models,
      model,
      administrators.addChildren([admin, adminModels, adminShadow, adminDrift]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  // A page that cannot be loaded, or breaks, leaves what is round it: the way to other pages, and that the server is away.
  defaultErrorComponent: Crash,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
