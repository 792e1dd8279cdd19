import type { HouseStyle } from '../../contract/house-style.js';
import { houseStylePath } from '../house-style.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { address } from '../rest.js';

/** The firm's logo; nothing where it has none. */
export function HouseLogo() {
  const { say } = useTranslation();
  const [style] = useResource<HouseStyle>(houseStylePath);
  const logo = style.state === 'ready' ? style.data.logo : null;
  if (logo === null) return null;
  const { organisation, width, height } = logo;
  return <img class="house-logo" src={address('/house-style/logo')} alt={say(organisation)} {...{ width, height }} />;
}
