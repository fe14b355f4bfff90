// Which kinds of measure does one paper alone bring against which domain?
CALL evidence.coverage('mit-risk@4', 'mit-mitigation@2', {rowsLevel: 1, columnsLevel: 1})
YIELD row, column, state, marks, independentPapers, witnesses
WHERE independentPapers = 1
RETURN row.label AS domain, column.label AS type, state, witnesses
ORDER BY domain, type
