/** Java: what a class tells a framework that puts objects together, Dagger or Guice. */
import type { ClassReference } from './classReference.ts';

export interface InjectionFact {
  /** Dagger's component, whose methods are asked for objects. */
  readonly component?: true;
  /** The modules of a component, or those that a module includes. */
  readonly modules: readonly ClassReference[];
  readonly providers: readonly ProviderFact[];
  /** What is put into its fields. */
  readonly fields: readonly Wanted[];
  /** What a module of Guice has in the place of other classes. */
  readonly bound: readonly BoundFact[];
}

/** An object of a class, told apart from others of it by a qualifier; '' when there is none. */
export interface Wanted {
  readonly type: ClassReference;
  readonly qualifier: string;
}

export interface ProviderFact {
  /** Index in `ModuleFacts.functions`. */
  readonly function: number;
  /**
   * - `provides`: a method of a module gives the object; one without a body gives what it is handed.
   * - `constructs`: a constructor makes it.
   * - `asked`: a method of a component gives it, or fills the object that it is handed.
   */
  readonly kind: 'provides' | 'constructs' | 'asked';
  readonly gives?: Wanted;
  /** By parameter; undefined for what is of no class. */
  readonly takes: readonly (Wanted | undefined)[];
  /** Whoever puts the objects together keeps it. */
  readonly scoped: boolean;
}

export interface BoundFact {
  readonly type: ClassReference;
  readonly to: ClassReference;
  readonly scoped: boolean;
}
