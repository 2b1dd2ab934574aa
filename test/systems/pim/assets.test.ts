// Assets and their files.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { credentials, type RunningPim, startPim } from './start-pim.ts';

const assets = '/api/rest/v1/asset-families/pictures/assets';
let pim: RunningPim;
let authorization: string;
beforeAll(async () => {
  pim = await startPim();
  const { username, password } = credentials;
  const { body } = await pim.token({ grant_type: 'password', username, password });
  authorization = `Bearer ${String(body['access_token'])}`;
});
afterAll(() => pim.close());

/** The bytes as they are sent. */
function fetchFile(code: string, accept = '*/*'): Promise<Response> {
  return fetch(`${pim.url}/api/rest/v1/asset-media-files/${code}`, { headers: { authorization, accept } });
}

describe('an asset', () => {
  // Documented: a media file value links to its download, and to what everybody may see where sharing is on.
  it('has its values, and links to its file', async () => {
    const { body } = await pim.get(`${assets}/brg_6205_front`);
    expect(body).toEqual({
      code: 'brg_6205_front',
      values: {
        file: [
          {
            locale: null,
            channel: null,
            data: 'a/b/brg_6205_front.svg',
            attribute_type: 'media_file',
            _links: {
              download: { href: `${pim.url}/api/rest/v1/asset-media-files/a/b/brg_6205_front.svg` },
              share_link: { href: `${pim.url}/share/a/b/brg_6205_front.svg` },
            },
          },
        ],
        alt_text: [
          { locale: 'en_US', channel: null, data: 'Front view', attribute_type: 'text' },
          { locale: 'fr_FR', channel: null, data: 'Vue de face', attribute_type: 'text' },
        ],
        caption: [
          { locale: null, channel: 'ecommerce', data: 'On the web', attribute_type: 'text' },
          { locale: null, channel: 'print', data: 'On paper', attribute_type: 'text' },
        ],
        role: [{ locale: null, channel: null, data: 'primary', attribute_type: 'single_option' }],
      },
      created: '2025-01-10T08:00:00+00:00',
      updated: '2025-03-01T12:00:00+00:00',
    });
  });

  // Documented: a media link's linked data has the whole URL.
  it('tells the whole URL of a media link', async () => {
    const { body } = await pim.get('/api/rest/v1/asset-families/links/assets/film');
    const url = 'https://films.example/6205';
    expect(body['values']).toMatchObject({ url: [{ data: url, linked_data: { full_url: url } }] });
  });
});

describe('a list of assets', () => {
  it('finds them by code', async () => {
    const search = { code: [{ operator: 'IN', value: ['brg_6205_side', 'brg_6205_front', 'nope'] }] };
    const found = await pim.items(assets, { search });
    expect(found.map((asset) => asset.code)).toEqual(['brg_6205_front', 'brg_6205_side']);
  });

  it('finds them by change', async () => {
    const search = { updated: [{ operator: '<', value: '2025-04-01T00:00:00Z' }] };
    expect((await pim.items(assets, { search })).map((asset) => asset.code)).toEqual(['brg_6205_front']);
  });

  // Documented: values of other locales and channels are left out, and what has none of either stays.
  it('keeps the locales and the channel that were asked for', async () => {
    const search = { code: [{ operator: 'IN', value: ['brg_6205_front'] }] };
    const [asset] = await pim.items(assets, { search, locales: 'fr_FR', channel: 'print' });
    // Arrays match only as a whole: no other value is among them.
    expect(asset?.['values']).toMatchObject({
      file: [{ locale: null }],
      alt_text: [{ locale: 'fr_FR', data: 'Vue de face' }],
      caption: [{ channel: 'print', data: 'On paper' }],
    });
  });
});

describe('a media file', () => {
  const download = (code: string) => pim.get(`/api/rest/v1/asset-media-files/${code}`);

  it('is an SVG that says its title', async () => {
    const { headers, text } = await download('a/b/brg_6205_front.svg');
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('content-disposition')).toContain('brg_6205_front.svg');
    expect(text).toMatch(/^<\?xml/);
    expect(text).toContain('<title>Bearing &lt;6205&gt; &amp; seals</title>');
    expect(text).toContain('Bore 25 mm');
  });

  it('is a PDF whose cross-reference table finds each object', async () => {
    const { headers, text } = await download('a/b/sheet.pdf');
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(text).toMatch(/^%PDF-1\.4/);
    expect(text).toContain(String.raw`Data sheet \(6205\) - `);
    // Latin-1 bytes of the file, one a character.
    const bytes = Buffer.from(await (await fetchFile('a/b/sheet.pdf')).arrayBuffer()).toString('latin1');
    const offsets = [...bytes.matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    expect(offsets).toHaveLength(6);
    for (const [index, offset] of offsets.entries())
      expect(bytes.slice(offset)).toMatch(new RegExp(`^${index + 1} 0 obj`));
    const table = Number(/startxref\n(\d+)/.exec(bytes)?.[1]);
    expect(bytes.slice(table)).toMatch(/^xref/);
  });

  it('is shown to everybody by its share link, and can run nothing there', async () => {
    const shared = await fetch(`${pim.url}/share/a/b/brg_6205_front.svg`);
    expect(shared.status).toBe(200);
    expect(shared.headers.get('content-disposition')).toMatch(/^inline;/);
    expect(shared.headers.get('content-security-policy')).toBe("default-src 'none'");
    expect(await shared.text()).toContain('<title>');
    expect((await fetch(`${pim.url}/share/a/b/nope.svg`)).status).toBe(404);
    expect((await fetch(`${pim.url}/api/rest/v1/asset-media-files/a/b/brg_6205_front.svg`)).status).toBe(401);
  });

  it('is the same each time', async () => {
    const [one, other] = [await download('a/b/sheet.pdf'), await download('a/b/sheet.pdf')];
    expect(one.text).toBe(other.text);
  });

  it('can be a STEP or a DXF file', async () => {
    const step = await download('a/b/model.step');
    expect(step.headers.get('content-type')).toBe('model/step');
    expect(step.text).toMatch(/^ISO-10303-21;/);
    expect(step.text).toContain(String.raw`'Bearing ''6205'' \X4\000000D8\X0\25'`);
    const dxf = await download('a/b/drawing.dxf');
    expect(dxf.text).toMatch(/^0\nSECTION\n/);
    expect(dxf.text).toMatch(/\n0\nEOF\n$/);
  });

  // Documented: a file is not JSON, and need not be asked for as JSON.
  it('is sent whatever is accepted', async () => {
    expect((await fetchFile('a/b/sheet.pdf', 'image/*')).status).toBe(200);
  });
});
