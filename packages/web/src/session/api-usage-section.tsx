import { Anchor, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { Section } from './section.tsx';
import classes from './usage.module.css';

export function ApiUsageSection() {
  const words = texts.session.account.usage;
  return (
    <Section title={words.title}>
      <Text size="sm">{words.text}</Text>
      <ScrollRegion label={words.example}>
        <pre className={classes.example}>{exampleOf(location.origin)}</pre>
      </ScrollRegion>
      <Text size="sm">
        <Anchor href="/docs" target="_blank">
          {words.documentation}
        </Anchor>
      </Text>
    </Section>
  );
}

function exampleOf(origin: string): string {
  const { listComment, uploadComment } = texts.session.account.usage;
  const key = '-H "Authorization: Bearer $SINODE_KEY"';
  return `# ${listComment}
curl ${key} ${origin}/v1/recordings

# ${uploadComment}
curl ${key} -F file=@night.edf ${origin}/v1/recordings
curl ${key} -X POST ${origin}/v1/recordings/<id>/analyses`;
}
