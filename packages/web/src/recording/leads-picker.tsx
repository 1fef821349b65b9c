import { Button, Checkbox, Popover, ScrollArea, Stack } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import type { TraceModel } from '../trace/trace-model.ts';
import { useTrace } from '../trace/use-trace.ts';

/** Which leads are drawn one below the other. */
export function LeadsPicker({ model }: { readonly model: TraceModel }) {
  const { tools } = texts.recording;
  const shown = useTrace(model, (state) => state.leads);
  const all = model.source.leads;
  // In the order of the recording, and never none.
  const show = (chosen: readonly string[]) => {
    if (chosen.length > 0) model.set({ leads: all.filter((lead) => chosen.includes(lead)) });
  };
  return (
    <Popover trapFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="default" size="xs" h={30} leftSection={<IconStack2 size={16} aria-hidden />}>
          {tools.leadsOf(shown.length, all.length)}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Button size="compact-xs" variant="light" onClick={() => show(all)} data-autofocus>
            {tools.allLeads}
          </Button>
          <ScrollArea.Autosize mah={300}>
            <Checkbox.Group label={tools.leads} value={[...shown]} onChange={show}>
              <Stack gap="xs" mt="xs">
                {all.map((lead) => (
                  <Checkbox key={lead} value={lead} label={lead} />
                ))}
              </Stack>
            </Checkbox.Group>
          </ScrollArea.Autosize>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
