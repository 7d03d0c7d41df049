import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', '.cache/', 'test/projects/', '**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's `it` returns a promise that it awaits itself.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-console': 'off',
    },
  },
);
