import { Modal, Table } from '@mantine/core';
import { texts } from '../texts/index.ts';

/** What the keys and the mouse do. */
export function HelpDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { help } = texts.recording;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={help.title}
      size="lg"
      closeButtonProps={{ 'aria-label': texts.common.close }}
    >
      <Table>
        <Table.Tbody>
          {help.rows.map(([keys, meaning]) => (
            <Table.Tr key={keys}>
              <Table.Th scope="row">{keys}</Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
