import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { texts } from '../texts/index.ts';

export interface PasswordFieldProps
  extends Pick<
    PasswordInputProps,
    'label' | 'description' | 'error' | 'ref' | 'name' | 'required' | 'onChange' | 'value'
  > {
  /** So that password managers offer the right one, or make a new one. */
  readonly autoComplete: 'current-password' | 'new-password' | 'off';
  readonly 'data-autofocus'?: boolean;
}

/** A password, which its writer may look at: what one can read needs not be typed twice. */
export function PasswordField(props: PasswordFieldProps) {
  return (
    <PasswordInput
      {...props}
      // Mantine says so for its other fields only.
      aria-invalid={Boolean(props.error) || undefined}
      withAsterisk={false}
      visibilityToggleFocusable
      // It is a button that is pressed or not, so its name stays the same.
      visibilityToggleButtonProps={{ 'aria-label': texts.session.showPassword }}
    />
  );
}
