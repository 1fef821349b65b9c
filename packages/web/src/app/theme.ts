import { type CSSVariablesResolver, createTheme } from '@mantine/core';
import { texts } from '../texts/index.ts';

/** Colours and sizes. Contrast is 4.5:1 at least for all text, which Mantine's own grey and yellow do not reach. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // As a `header` it would be taken for that of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    // Inside the landmark that they belong to; the first item has the focus, and nothing is in them but items.
    Menu: { defaultProps: { withinPortal: false, withInitialFocusPlaceholder: false } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': texts.common.close } } },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#4b5563',
    '--mantine-color-placeholder': '#5b6470',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': '#0b5cab',
    '--mantine-color-yellow-light-color': '#7a4a00',
    '--mantine-color-teal-light-color': '#066649',
    '--mantine-color-gray-light-color': '#3b434d',
    '--mantine-color-red-light-color': '#a3211a',
    '--mantine-color-blue-light-color': '#0b5cab',
    '--mantine-color-blue-light-hover': '#bfe3ff',
    '--mantine-color-orange-light-color': '#8a3d00',
  },
  dark: {
    '--mantine-color-dimmed': '#a9b1bb',
    '--mantine-color-placeholder': '#9aa3ad',
    '--mantine-color-error': '#ff8f87',
    '--mantine-color-anchor': '#74b3f5',
  },
});
