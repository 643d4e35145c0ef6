// Form fields: each has a label that stands before it and, where needed, a line of help.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Common {
  label: string;
  help?: string;
  disabled?: boolean;
  onFocus?: () => void;
}

function Frame({
  id,
  label,
  help,
  children,
}: {
  id: string;
  label: string;
  help?: string;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {help && (
        <small id={id + '-help'} class="muted">
          {help}
        </small>
      )}
    </div>
  );
}

export interface TextProps extends Common {
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'search' | 'date' | 'number' | 'url';
  required?: boolean;
  complete?: string;
  min?: number | string;
  max?: number | string;
  length?: number;
  autofocus?: boolean;
  numeric?: boolean;
}
export function TextField(props: TextProps) {
  const id = useId();
  const { label, help, value, onInput, type = 'text', complete = 'off' } = props;
  return (
    <Frame id={id} label={label} help={help}>
      <input
        id={id}
        type={type as 'text'}
        value={value}
        dir={type === 'text' || type === 'search' ? 'auto' : 'ltr'}
        required={props.required}
        min={props.min}
        max={props.max}
        disabled={props.disabled}
        autocomplete={complete}
        minLength={props.length}
        autofocus={props.autofocus}
        inputMode={props.numeric ? 'numeric' : undefined}
        aria-describedby={help ? id + '-help' : undefined}
        onFocus={props.onFocus}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Frame>
  );
}

export function AreaField({
  label,
  help,
  value,
  onInput,
  rows = 3,
  required,
}: Common & { value: string; onInput: (value: string) => void; rows?: number; required?: boolean }) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help}>
      <textarea
        id={id}
        rows={rows}
        dir="auto"
        value={value}
        required={required}
        aria-describedby={help ? id + '-help' : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </Frame>
  );
}

export interface Choice {
  value: string;
  label: string;
}
export function SelectField({
  label,
  help,
  value,
  choices,
  onChange,
  disabled,
  onFocus,
}: Common & { value: string; choices: Choice[]; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <Frame id={id} label={label} help={help}>
      <select
        id={id}
        value={value}
        disabled={disabled}
        onFocus={onFocus}
        aria-describedby={help ? id + '-help' : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  );
}

export function CheckField({
  label,
  checked,
  onChange,
  disabled,
}: {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />{' '}
      <span>{label}</span>
    </label>
  );
}

/** One of a few, all seen at once. */
export function Radios({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: Choice[];
  onChange: (value: string) => void;
}) {
  const name = useId();
  return (
    <fieldset class="radios">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label class="check" key={choice.value}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />{' '}
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
