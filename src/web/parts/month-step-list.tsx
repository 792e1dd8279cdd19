import type { Month, MonthStep } from '../../contract/month.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { ClosingStep, CommentStep, FiguresStep, SignedStep } from './month-doing.js';
import { HandoutStep, RejectsStep, RequestsStep, SentStep, SourcesStep, UndeterminedStep } from './month-showing.js';
import { StepMark } from './step-state.js';

/** A step of a month, and what reads it again once something was done about it. */
export interface StepProps {
  readonly month: Month;
  readonly reload: () => void;
}

const parts: Readonly<Record<MonthStep, (props: StepProps) => ComponentChildren>> = {
  sources: SourcesStep,
  rejects: RejectsStep,
  figures: FiguresStep,
  undetermined: UndeterminedStep,
  requests: RequestsStep,
  comment: CommentStep,
  handout: HandoutStep,
  closing: ClosingStep,
  sent: SentStep,
  signed: SignedStep,
};

/** The names of the steps in their order. */
export const stepNames = Object.keys(parts) as readonly MonthStep[];

/** The steps of a month, each with how it stands, its figures, and the way to what it needs; `first` is the one that somebody came for. */
export function MonthStepList({ month, reload, first }: StepProps & { readonly first: string | null }) {
  const { words } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'center' });
  }, [first]);
  return (
    <ol class="month-steps">
      {stepNames.map(name => {
        const Part = parts[name];
        return (
          <li key={name} class={`step-${month.steps[name].state.replace('_', '-')}`}>
            <h3 ref={name === first ? heading : null} tabIndex={-1}>
              {words.month.steps[name]}
            </h3>
            <StepMark state={month.steps[name].state} />
            <div class="step-body">
              <Part month={month} reload={reload} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
