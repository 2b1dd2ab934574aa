// The media type of a file by its name: Akeneo's assets do not tell it.

const mediaTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  dwg: 'image/vnd.dwg',
  dxf: 'image/vnd.dxf',
  gif: 'image/gif',
  iges: 'model/iges',
  igs: 'model/iges',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  step: 'model/step',
  stl: 'model/stl',
  stp: 'model/step',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
  zip: 'application/zip',
};

/** Undefined when the ending says nothing. */
export function readMediaType(fileName: string): string | undefined {
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1];
  return ending === undefined ? undefined : mediaTypes[ending.toLowerCase()];
}
