/** The settings of reports with every default, as a configuration without them has. */
import type { ReportsConfig } from '../../../config/config.js';
import { ReportsInForce } from '../../../engine/report/report-settings.js';

export const usualReports: ReportsConfig = {
  retryMinutes: [1, 4, 9, 106, 203, 300],
  pushTimeoutSeconds: 5,
  askTimeoutSeconds: 3,
  pullDays: 3,
  givenUpDays: 7,
  spId: 'callveil',
  recordBucketName: 'recordings',
  serviceType: { AXB: '004', AX: '003', AXE: '004', AXYB: '004', X: '004' },
  axbDirection: { fromA: 1, fromB: 0 },
};

export const reportsInForce = new ReportsInForce(() => usualReports);
