import type { MonthStep } from '../../contract/month.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { nextStep, type StepProps, stepNames } from '../next-step.js';
import { ClosingStep, CommentStep, FiguresStep, SignedStep } from './month-doing.js';
import { HandoutStep, RejectsStep, RequestsStep, SentStep, SourcesStep, UndeterminedStep } from './month-showing.js';
import { StepMark } from './step-state.js';

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

/** The steps of a month, each with how it stands, its figures, and the way to what it needs; `first` is the one that somebody came for. */
export function MonthStepList({ month, reload, first }: Omit<StepProps, 'isNext'> & { readonly first: string | null }) {
  const { words } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'center' });
  }, [first]);
  const next = nextStep(month.steps);
  return (
    <ol class="month-steps">
      {stepNames.map(name => {
        const Part = parts[name];
        return (
          <li
            key={name}
            class={`step-${month.steps[name].state.replace('_', '-')} ${name === next ? 'is-next' : ''}`}
            aria-current={name === next ? 'step' : undefined}
          >
            <h3 ref={name === first ? heading : null} tabIndex={-1}>
              {words.month.steps[name]}
            </h3>
            <StepMark state={month.steps[name].state} />
            <div class="step-body">
              <Part month={month} reload={reload} isNext={name === next} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
