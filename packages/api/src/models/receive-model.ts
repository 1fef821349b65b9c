/** The files of a model's folder out of a multipart request. */
import type { FastifyRequest } from 'fastify';
import { drain } from '../http/drain.ts';
import { multipartProblem } from '../http/multipart-problem.ts';
import { Problem } from '../http/problem.ts';
import { LARGEST_MODEL_MB, type ModelFolder, tooLarge } from './registry.ts';

const FILES = ['model.json', 'model.onnx', 'parity.json'];
const MOST_FIELDS = 100;

/**
 * @throws Problem 415 for another content type, 400 where it breaks off or is not multipart, 413 where it is too large,
 *   422 where a file is missing or another one has come
 */
export async function receiveModel(request: FastifyRequest): Promise<ModelFolder> {
  if (!request.isMultipart()) {
    const detail =
      'Send model.json, model.onnx and parity.json as multipart/form-data, in fields named "file".';
    throw new Problem(415, 'UNSUPPORTED_MEDIA_TYPE', detail);
  }
  try {
    return await receiveFiles(request);
  } catch (error) {
    drain(request);
    throw multipartProblem(error);
  }
}

async function receiveFiles(request: FastifyRequest): Promise<ModelFolder> {
  const files = new Map<string, Buffer>();
  let left = LARGEST_MODEL_MB * 1_000_000;
  // One file too many is refused by its name.
  const limits = { fileSize: left, files: FILES.length + 1, fields: MOST_FIELDS };
  for await (const part of request.files({ limits })) {
    const { filename } = part;
    if (!FILES.includes(filename) || files.has(filename)) {
      throw unfit(`a model has the files ${FILES.join(', ')}, each once`);
    }
    const bytes = await part.toBuffer().catch((error: unknown) => {
      throw part.file.truncated ? tooLarge() : error;
    });
    left -= bytes.length;
    if (left < 0) throw tooLarge();
    files.set(filename, bytes);
  }
  const [card, onnx, parity] = FILES.map((name) => {
    const bytes = files.get(name);
    if (bytes === undefined) throw unfit(`${name} is missing`);
    return bytes;
  });
  if (card === undefined || onnx === undefined || parity === undefined) throw new Error('a file is missing');
  return { card: card.toString('utf8'), onnx, parity: parity.toString('utf8') };
}

function unfit(message: string): Problem {
  const fields = [{ field: 'body.file', message }];
  return new Problem(422, 'VALIDATION_FAILED', `body.file: ${message}.`, { fields });
}
