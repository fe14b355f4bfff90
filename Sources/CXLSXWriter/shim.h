#ifndef EVIDENCE_CXLSXWRITER_SHIM_H
#define EVIDENCE_CXLSXWRITER_SHIM_H
#include <stdint.h>
#include <time.h>
#include <xlsxwriter.h>

// The functions take `char *` and write nothing to it; the structures are large and mostly empty.
static inline lxw_error evidence_properties(lxw_workbook *book, const char *title, time_t created) {
  lxw_doc_properties properties;
  memset(&properties, 0, sizeof properties);
  properties.title = (char *)title;
  properties.created = created;
  return workbook_set_properties(book, &properties);
}

// A list to choose from, by the name of a range; another word is kept with a warning.
static inline lxw_error evidence_list(lxw_worksheet *sheet, lxw_row_t first, lxw_row_t last,
                                      lxw_col_t column, const char *formula) {
  lxw_data_validation validation;
  memset(&validation, 0, sizeof validation);
  validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  validation.value_formula = (char *)formula;
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
  validation.ignore_blank = LXW_VALIDATION_ON;
  return worksheet_data_validation_range(sheet, first, column, last, column, &validation);
}
#endif
