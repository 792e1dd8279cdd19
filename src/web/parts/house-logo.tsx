import type { HouseStyle } from '../../contract/house-style.js';
import type { Resource } from '../resource.js';
import { houseStylePath } from '../house-style.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { address } from '../rest.js';

const useHouseStyle = (): Resource<HouseStyle> => useResource<HouseStyle>(houseStylePath)[0];

/** The firm's name in the page's language; empty where it says none, or until it is read. */
export function useHouseName(): string {
  const { say } = useTranslation();
  const style = useHouseStyle();
  return style.state === 'ready' && style.data.organisation !== null ? say(style.data.organisation) : '';
}

/** The firm's logo; nothing where it has none. */
export function HouseLogo() {
  const { say } = useTranslation();
  const style = useHouseStyle();
  const logo = style.state === 'ready' ? style.data.logo : null;
  if (logo === null) return null;
  const { organisation, width, height } = logo;
  return <img class="house-logo" src={address('/house-style/logo')} alt={say(organisation)} {...{ width, height }} />;
}

/** Whose pages they are, for who is not signed in: the firm's logo, and its name. */
export function HouseSign() {
  const name = useHouseName();
  return (
    <>
      <HouseLogo />
      {name !== '' && <p class="house-name">{name}</p>}
    </>
  );
}
