import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist', 'node_modules', '.tap', 'media/recorder/recorder-proto.*'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // An ending is thrown up the steps of a call, and is no fault.
      '@typescript-eslint/only-throw-error': [
        'error',
        { allow: [{ from: 'file', name: ['Ending', 'MessageEnding'] }] },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    files: ['engine/**', 'media/**', 'routing/**', 'config/**'],
    // Where dates are made; everything else is given one, or takes the time that has passed.
    ignores: [
      'engine/console/**',
      'engine/clock.ts',
      'engine/ua/headers/call-id.ts',
      'engine/sipd/wire/message.ts',
      'media/recorder/recorder.ts',
      'media/recorder/files/write-ahead-log.ts',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'Date',
          property: 'now',
          message:
            'A date steps when the clock is set: measure durations with performance.now(), take dates from a Clock.',
        },
      ],
    },
  },
  {
    // A promise that is let go of would take its process or thread with it, and all its calls; what was to be repeated would not be.
    files: ['{engine,media,routing,config}/**/*.{ts,tsx}'],
    rules: { '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }] },
  },
  {
    files: [
      'test/**',
      'sipp-scenarios/**',
      'engine/ctl/**',
      'engine/{main,check-file,restore-file,run-doctor,run-service}.ts',
      'engine/processes/**',
    ],
    rules: { 'no-console': 'off' },
  },
);
