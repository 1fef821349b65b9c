/**
 * The public data sets that `sinode datasets pull` knows, from their publishers. Nothing of them is part of Sinode:
 * who downloads one agrees with its publisher's licence.
 */
export interface DataSet {
  readonly name: string;
  readonly title: string;
  /** What is in it, in a few words. */
  readonly contents: string;
  /**
   * `physionet`: a folder with `RECORDS` and `SHA256SUMS.txt`. `challenge`: one ZIP file with `data/` and `ref/`.
   */
  readonly layout: 'physionet' | 'challenge';
  /** Where the files are; a folder's address ends in `/`. */
  readonly url: string;
  /** Where people read about it. */
  readonly page: string;
  readonly licence: string;
  readonly citation: string;
  /** How to score it, after `sinode evaluate `; `DIR` stands for the folder it was pulled into. */
  readonly evaluate: string;
}

const PHYSIONET_CITATION =
  'Goldberger et al., PhysioBank, PhysioToolkit and PhysioNet, Circulation 101(23):e215, 2000';
const ODC_BY = 'Open Data Commons Attribution 1.0';

function physionet(slug: string, version: string) {
  return {
    layout: 'physionet',
    url: `https://physionet.org/files/${slug}/${version}/`,
    page: `https://physionet.org/content/${slug}/${version}/`,
    licence: ODC_BY,
  } as const;
}

export const DATA_SETS: readonly DataSet[] = [
  {
    name: 'cpsc2019',
    title: 'China Physiological Signal Challenge 2019, training set',
    contents: '2000 records of 10 s, one lead, 500 Hz',
    layout: 'challenge',
    url: 'http://2019.icbeb.org/file/train.zip',
    page: 'http://2019.cpscsub.com/',
    licence: 'open access; cite the paper',
    citation: 'Gao et al., J. Med. Imaging Health Inform. 9(9):1853, 2019',
    evaluate: 'DIR --protocol cpsc2019',
  },
  {
    ...physionet('mitdb', '1.0.0'),
    name: 'mitdb',
    title: 'MIT-BIH Arrhythmia Database',
    contents: '48 records of 30 min, 2 leads, 360 Hz',
    citation: `Moody and Mark, IEEE Eng. Med. Biol. 20(3):45, 2001; ${PHYSIONET_CITATION}`,
    evaluate: 'DIR --protocol ec57',
  },
  {
    ...physionet('nstdb', '1.0.0'),
    name: 'nstdb',
    title: 'MIT-BIH Noise Stress Test Database',
    contents: '12 records of 30 min with noise added, 3 of noise alone, 2 leads, 360 Hz',
    citation: `Moody, Muldrow and Mark, Computers in Cardiology 11:381, 1984; ${PHYSIONET_CITATION}`,
    evaluate: 'DIR --protocol ec57 --from 300',
  },
  {
    ...physionet('ludb', '1.0.1'),
    name: 'ludb',
    title: 'Lobachevsky University Electrocardiography Database',
    contents: '200 records of 10 s, 12 leads, 500 Hz',
    citation: `Kalyakulina et al., IEEE Access 8:186181, 2020; ${PHYSIONET_CITATION}`,
    evaluate: 'DIR/data --protocol ec57 --annotator ii --lead ii --span annotated',
  },
  {
    ...physionet('qtdb', '1.0.0'),
    name: 'qtdb',
    title: 'QT Database',
    contents: '105 records of 15 min, 2 leads, 250 Hz',
    citation: `Laguna et al., Computers in Cardiology 24:673, 1997; ${PHYSIONET_CITATION}`,
    evaluate: 'DIR --protocol ec57',
  },
  {
    ...physionet('incartdb', '1.0.0'),
    name: 'incart',
    title: 'St. Petersburg INCART 12-lead Arrhythmia Database',
    contents: '75 records of 30 min, 12 leads, 257 Hz',
    citation: PHYSIONET_CITATION,
    evaluate: 'DIR --protocol ec57 --lead II',
  },
];

export function findDataSet(name: string): DataSet | undefined {
  return DATA_SETS.find((dataSet) => dataSet.name === name);
}
