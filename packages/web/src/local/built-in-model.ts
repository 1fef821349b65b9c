/** The model that comes with the page. */
export { name, version } from '../../../../models/sinode-qrs-2/model.json';
