/** Where the server has the files of a model: its card and its network. */
export function modelPaths({ name }: { readonly name: string }): readonly [card: string, network: string] {
  const folder = `/models/${encodeURIComponent(name)}`;
  return [`${folder}/model.json`, `${folder}/model.onnx`];
}
