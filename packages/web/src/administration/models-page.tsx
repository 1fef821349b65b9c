import { Alert, Button, Stack } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { Failure } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { AddModelDialog } from './add-model-dialog.tsx';
import { AdministrationPage, Part } from './administration-page.tsx';
import type { Intention } from './change.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { ModelHistory } from './model-history.tsx';
import { ModelRoles } from './model-roles.tsx';
import { ModelTable } from './model-table.tsx';
import { ProcessTable } from './process-table.tsx';
import type { ModelAdministration } from './types.ts';
import { useModelAdministration } from './use-administration.ts';

const { models: words } = texts.administration;

/** Which model answers, which one is tried, and what administrators can do about it. */
export function AdministeredModelsPage() {
  const administration = useModelAdministration();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <AdministrationPage
      title={words.title}
      intro={words.intro}
      action={
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setIsAdding(true)}>
          {words.add}
        </Button>
      }
    >
      {administration.isPending && <Loading />}
      {administration.isError && administration.data === undefined && (
        <Failure error={administration.error} onRetry={() => void administration.refetch()} />
      )}
      {administration.data !== undefined && <Known administration={administration.data} />}
      <AddModelDialog isOpen={isAdding} onClose={() => setIsAdding(false)} />
    </AdministrationPage>
  );
}

function Known({ administration }: { readonly administration: ModelAdministration }) {
  const [intention, setIntention] = useState<Intention | null>(null);
  const table = useRef<HTMLDivElement>(null);
  const { processes } = administration;
  const behind = processes.filter(({ isInStep }) => !isInStep).length;
  return (
    <Stack gap="xl">
      <div>
        {/* Always there, so that screen readers hear what appears in it. */}
        <div role="status">
          {behind > 0 && (
            <Alert
              color="orange"
              mb="md"
              icon={<IconAlertTriangle aria-hidden />}
              title={words.processes.warning(behind, processes.length)}
            >
              {words.processes.warningText}
            </Alert>
          )}
        </div>
        <ModelRoles administration={administration} onIntend={setIntention} />
      </div>
      <Part title={words.table.title}>
        <div ref={table} tabIndex={-1} style={{ outline: 'none' }}>
          <ModelTable administration={administration} onIntend={setIntention} />
        </div>
      </Part>
      <Part title={words.processes.title} intro={words.processes.intro}>
        <ProcessTable processes={processes} />
      </Part>
      <Part title={words.history.title}>
        <ModelHistory />
      </Part>
      <ChangeDialog
        intention={intention}
        administration={administration}
        onClose={() => setIntention(null)}
        onDone={({ kind }) => {
          // The row that had the focus is gone.
          if (kind === 'remove') table.current?.focus();
        }}
      />
    </Stack>
  );
}
