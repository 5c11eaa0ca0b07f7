/// Reports: a folder that holds a job's figures, pictures and data, and one page to read. Start with
/// `ReportFolder`.
@NullMarked
package org.integrand.app.report;

import org.jspecify.annotations.NullMarked;
