import type { ConfigChangeList, ConfigChangeView, ConfigFile, ConfigFileList } from '../../contract/config.js';
import type { FormKind } from '../../contract/config-forms.js';
import { useEffect, useState } from 'preact/hooks';
import { countText } from '../number.js';
import { useTranslation } from '../language.js';
import { ConfigChanges, WaitingChanges } from '../parts/config-changes.js';
import { ConfigEditor } from '../parts/config-editor.js';
import { ContractWorkbook } from '../parts/contract-workbook.js';
import { SettingsForm } from '../parts/first-questions.js';
import { maySetUp, settingsAt } from '../parts/first-steps.js';
import { ObjectFormPage } from '../parts/object-form.js';
import { ObjectList } from '../parts/object-list.js';
import { Shown } from '../parts/problem.js';
import { ScrollTable } from '../parts/scroll-table.js';
import { TableHead } from '../parts/table-head.js';
import { TextField } from '../parts/text-field.js';
import { useFreshResource, useResource } from '../resource.js';
import { at, withQuery } from '../rest.js';
import { go, type PageLocation } from '../router.js';
import { may, useSession } from '../session.js';
import { filled } from '../words/en.js';

const formKinds = ['client', 'site', 'calendar', 'contract'] as const satisfies readonly FormKind[];

const editing = (file: string): string => withQuery('/rules', { file });

/** The files that rules are written in: each can be changed, is tried first, and keeps its history. */
export function ConfigPage({ place }: { readonly place: PageLocation }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { configuration } = words;
  const [files, reload] = useResource<ConfigFileList>('/config');
  const file = place.query.get('file');
  const kind = formKinds.find(one => one === place.query.get('form'));
  const id = place.query.get('id');
  const isWorkbook = place.query.get('form') === 'workbook';
  const isSettings = place.query.get('form') === 'settings' && maySetUp(me);
  // Who comes back from a file or a form may have changed it.
  useEffect(() => {
    if (file === null && kind === undefined && !isWorkbook) reload();
  }, [file, kind, isWorkbook]);
  return (
    <>
      <h1>{configuration.title}</h1>
      <Shown of={files} retry={reload}>
        {({ files: all, four_eyes }) =>
          isSettings ? (
            <>
              <p>
                <a href="/rules">{configuration.back}</a>
              </p>
              <SettingsForm />
            </>
          ) : (kind !== undefined || isWorkbook) && may.changeRules(me) ? (
            <>
              <p>
                <a href="/rules">{configuration.back}</a>
              </p>
              {kind === undefined ? (
                <ContractWorkbook isAsked={four_eyes} />
              ) : (
                <ObjectFormPage
                  key={`${kind} ${id ?? ''} ${place.query.get('client') ?? ''} ${place.query.get('after') ?? ''}`}
                  {...{ kind, id }}
                  client={place.query.get('client')}
                  period={place.query.get('period')}
                  isAsked={four_eyes}
                />
              )}
            </>
          ) : file !== null && may.changeRules(me) ? (
            <Editing
              key={`${file} ${place.query.get('change') ?? ''}`}
              file={file}
              isThere={all.some(one => one.file === file)}
              isAsked={four_eyes}
              change={place.query.get('change')}
            />
          ) : (
            <Overview files={all} reload={reload} />
          )
        }
      </Shown>
    </>
  );
}

/** What waits for approval, the forms, the files, and what was changed. */
function Overview({ files, reload }: { readonly files: ConfigFileList['files']; readonly reload: () => void }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const [changes, again] = useResource<ConfigChangeList>('/config/changes');
  return (
    <>
      <p>{words.configuration.intro}</p>
      <WaitingChanges of={changes} />
      {maySetUp(me) && (
        <p>
          <a href={settingsAt}>{words.firstSteps.settings}</a>
        </p>
      )}
      {may.changeRules(me) && <ObjectList />}
      <Files files={files} />
      <ConfigChanges
        of={changes}
        reload={() => {
          again();
          reload();
        }}
      />
    </>
  );
}

function Files({ files }: { readonly files: ConfigFileList['files'] }) {
  const { words } = useTranslation();
  const { me } = useSession();
  const { configuration } = words;
  const [name, setName] = useState('config/');
  return (
    <section class="card" aria-label={configuration.files}>
      <h2>{configuration.files}</h2>
      <ScrollTable caption={configuration.files}>
        <TableHead columns={[configuration.file, { number: configuration.size }, configuration.change]} />
        <tbody>
          {files.map(({ file, bytes, change }) => (
            <tr key={file}>
              <th scope="row" class="file">
                {may.changeRules(me) ? <a href={editing(file)}>{file}</a> : file}
              </th>
              <td class="number">{filled(configuration.bytes, { count: countText(bytes) })}</td>
              <td>
                {change === null ? (
                  <span class="quiet">{configuration.byHand}</span>
                ) : (
                  filled(configuration.number, { number: change })
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {may.changeRules(me) && (
        <form
          class="form-row"
          onSubmit={event => {
            event.preventDefault();
            go(editing(name.trim()));
          }}
        >
          <TextField
            label={configuration.newFile}
            title={configuration.newFileHint}
            placeholder="config/contracts/acme.yaml"
            required
            maxLength={500}
            value={name}
            write={setName}
          />
          <button type="submit">{configuration.start}</button>
        </form>
      )}
    </section>
  );
}

interface EditingProps {
  readonly file: string;
  readonly isThere: boolean;
  readonly isAsked: boolean;
  /** The change whose text is taken up again, where one is. */
  readonly change: string | null;
}

function Editing({ file, isThere, change, ...rest }: EditingProps) {
  const { words } = useTranslation();
  const [read, retry] = useFreshResource<ConfigFile>(isThere ? withQuery('/config/file', { file }) : null);
  const [earlier, again] = useResource<ConfigChangeView>(change === null ? null : at`/config/changes/${change}`);
  const editor = (now: ConfigFile | undefined) =>
    change === null ? (
      <ConfigEditor key={now?.sha256} {...{ file, now }} {...rest} />
    ) : (
      <Shown of={earlier} retry={again}>
        {({ files }) => (
          <ConfigEditor
            key={now?.sha256}
            text={files.find(one => one.file === file)?.text ?? now?.text ?? ''}
            {...{ file, now }}
            {...rest}
          />
        )}
      </Shown>
    );
  return (
    <>
      <p>
        <a href="/rules">{words.configuration.back}</a>
      </p>
      {isThere ? (
        <Shown of={read} retry={retry}>
          {editor}
        </Shown>
      ) : (
        editor(undefined)
      )}
    </>
  );
}
