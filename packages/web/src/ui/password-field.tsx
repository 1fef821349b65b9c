import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
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
  const [isShown, setIsShown] = useState(false);
  const { show, hide } = texts.session.password;
  return (
    <PasswordInput
      {...props}
      withAsterisk={false}
      visible={isShown}
      onVisibilityChange={setIsShown}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{ 'aria-label': isShown ? hide : show }}
    />
  );
}
