/// Jobs: what a command can be told. A job is one record; command-line options, a YAML or JSON file and a
/// request are spellings of the same tree, which `JobReader` binds to the record strictly and `JobSchema`
/// describes. The record's own annotations (`Key`, `Choice`, `Named`) are the only place where names, defaults
/// and bounds are written; keys that several records share stand once, in a group (`Keys`).
@NullMarked
package org.integrand.app.job;

import org.jspecify.annotations.NullMarked;
