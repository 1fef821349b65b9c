import { Center, Loader } from '@mantine/core';
import { texts } from '../texts/index.ts';

export function Loading() {
  return (
    <Center mih={200} role="status" aria-label={texts.common.loading}>
      <Loader type="dots" />
    </Center>
  );
}
