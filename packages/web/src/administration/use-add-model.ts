import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { postForm } from '../api/post-form.ts';
import type { AdministeredModel } from './types.ts';
import { lookAgain } from './use-administration.ts';

/** Uploads the files of a model; the server tries it before it answers. */
export function useAddModel() {
  const queries = useQueryClient();
  const [sent, setSent] = useState(0);
  const leave = useRef<AbortController | null>(null);
  const add = useMutation({
    async mutationFn(files: readonly File[]) {
      leave.current = new AbortController();
      setSent(0);
      const form = new FormData();
      for (const file of files) form.append('file', file, file.name);
      const sending = { signal: leave.current.signal, onProgress: setSent };
      return (await postForm('/v1/admin/models', form, sending)).body as AdministeredModel;
    },
    onSettled: () => lookAgain(queries),
  });
  return { add, sent, cancel: () => leave.current?.abort() };
}
