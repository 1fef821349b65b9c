import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { texts } from '../texts/index.ts';

/** Hz; what the core finds beats at. */
const LOWEST = 50;
const HIGHEST = 20_000;
/** Of recorders and data sets. */
const USUAL = [125, 128, 200, 250, 256, 300, 360, 400, 500, 512, 1000];

/** Asks for the sampling rate that a file does not say. */
export function RateForm({ onRate }: { readonly onRate: (samplingRate: number) => void }) {
  const words = texts.local.rate;
  const [value, setValue] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // In many countries the decimal mark is a comma.
    const rate = Number(
      value
        .trim()
        .replace(',', '.')
        .replace(/\s*hz$/i, ''),
    );
    const isRight = rate >= LOWEST && rate <= HIGHEST;
    setWrong(!isRight);
    if (isRight) onRate(rate);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack align="flex-start">
        <Text maw={560}>{words.text}</Text>
        <TextInput
          label={words.label}
          value={value}
          onChange={({ currentTarget }) => setValue(currentTarget.value)}
          inputMode="decimal"
          autoComplete="off"
          error={isWrong ? words.wrong : undefined}
          w={180}
        />
        <Stack gap={6}>
          <Text size="sm" id="usual-rates">
            {words.usual}
          </Text>
          <Group gap={6} role="group" aria-labelledby="usual-rates">
            {USUAL.map((rate) => (
              <Button
                key={rate}
                size="compact-sm"
                variant={value === String(rate) ? 'filled' : 'default'}
                aria-pressed={value === String(rate)}
                onClick={() => {
                  setValue(String(rate));
                  setWrong(false);
                }}
              >
                {words.of(rate)}
              </Button>
            ))}
          </Group>
        </Stack>
        <Button type="submit">{words.submit}</Button>
      </Stack>
    </form>
  );
}
