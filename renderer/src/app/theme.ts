import { type CSSVariablesResolver, createTheme, Modal, Table, TextInput, Tooltip } from '@mantine/core';

import { texts } from '../lib/texts.ts';

/** Dense and calm: small type, few colours. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 8 },
  defaultRadius: 'sm',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: { sizes: { h3: { fontSize: '1.125rem', lineHeight: '1.4' }, h5: { fontSize: '0.875rem', lineHeight: '1.4' } } },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle' } },
    Table: Table.extend({ defaultProps: { verticalSpacing: 5, horizontalSpacing: 'xs', fz: 'sm' } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' } }),
    PasswordInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Modal: Modal.extend({ defaultProps: { centered: true, closeButtonProps: { 'aria-label': texts.common.close } } }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, multiline: true, maw: 360, events: { hover: true, focus: true, touch: true } },
    }),
  },
});

/** Mantine's greys are too faint for WCAG 2.2 AA: these have a contrast of 4.5 and more on every surface. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#6b7279',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#364fc7',
    '--mantine-color-red-outline': '#c92a2a',
    '--mantine-color-body': '#ffffff',
    '--purser-surface': '#f6f7f9',
    '--purser-selected': '#edf2ff',
    '--purser-hover': '#f1f3f5',
  },
  dark: {
    '--mantine-color-dimmed': '#b5b6ba',
    '--mantine-color-placeholder': '#a0a1a5',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#91a7ff',
    '--mantine-color-red-outline': '#ff8787',
    '--purser-surface': '#1f1f1f',
    '--purser-selected': '#2b3358',
    '--purser-hover': '#2e2e2e',
  },
});
