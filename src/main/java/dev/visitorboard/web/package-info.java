/// What every response has in common: headers, languages and the form of errors. Knows no feature.
@NullMarked
package dev.visitorboard.web;

import org.jspecify.annotations.NullMarked;
