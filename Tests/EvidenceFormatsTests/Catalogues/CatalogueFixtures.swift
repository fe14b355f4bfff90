/// Small catalogues of our own in the forms that the field publishes.
enum CatalogueFixtures {
  /// Three techniques (one a part), two tactics, three measures, and what is left out.
  static let stix = """
    {"type": "bundle", "id": "bundle--1", "objects": [
      {"type": "x-mitre-collection", "id": "x-mitre-collection--1", "name": "Example ATT&CK",
       "x_mitre_version": "3.1", "modified": "2025-04-22T00:00:00.000Z"},
      {"type": "identity", "id": "identity--1", "name": "An Example Corporation"},
      {"type": "x-mitre-tactic", "id": "x-mitre-tactic--1", "name": "Entry", "x_mitre_shortname": "entry",
       "external_references": [{"source_name": "mitre-attack", "external_id": "TA0001"}]},
      {"type": "x-mitre-tactic", "id": "x-mitre-tactic--2", "name": "Harm", "x_mitre_shortname": "harm",
       "external_references": [{"source_name": "mitre-attack", "external_id": "TA0002"}]},
      {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Phishing", "spec_version": "2.1",
       "external_references": [{"source_name": "mitre-attack", "external_id": "T1", "url": "https://example.org/T1"}],
       "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "entry"}]},
      {"type": "attack-pattern", "id": "attack-pattern--2", "name": "By voice", "spec_version": "2.1",
       "external_references": [{"source_name": "mitre-attack", "external_id": "T1.001"}]},
      {"type": "attack-pattern", "id": "attack-pattern--3", "name": "Ruin", "spec_version": "2.1",
       "external_references": [{"source_name": "mitre-attack", "external_id": "T2"}],
       "kill_chain_phases": [{"kill_chain_name": "mitre-attack", "phase_name": "harm"},
                             {"kill_chain_name": "mitre-attack", "phase_name": "entry"}]},
      {"type": "attack-pattern", "id": "attack-pattern--4", "name": "Old", "revoked": true},
      {"type": "course-of-action", "id": "course-of-action--1", "name": "Training",
       "external_references": [{"source_name": "mitre-attack", "external_id": "M1"}]},
      {"type": "course-of-action", "id": "course-of-action--2", "name": "Backups",
       "external_references": [{"source_name": "mitre-attack", "external_id": "M2"}]},
      {"type": "course-of-action", "id": "course-of-action--3", "name": "Gone", "x_mitre_deprecated": true},
      {"type": "malware", "id": "malware--1", "name": "Worm"},
      {"type": "relationship", "id": "relationship--1", "relationship_type": "mitigates",
       "source_ref": "course-of-action--1", "target_ref": "attack-pattern--1", "description": "people notice"},
      {"type": "relationship", "id": "relationship--2", "relationship_type": "mitigates",
       "source_ref": "course-of-action--1", "target_ref": "attack-pattern--2"},
      {"type": "relationship", "id": "relationship--3", "relationship_type": "subtechnique-of",
       "source_ref": "attack-pattern--2", "target_ref": "attack-pattern--1"},
      {"type": "relationship", "id": "relationship--4", "relationship_type": "mitigates",
       "source_ref": "course-of-action--3", "target_ref": "attack-pattern--3"},
      {"type": "relationship", "id": "relationship--5", "relationship_type": "mitigates",
       "source_ref": "course-of-action--2", "target_ref": "attack-pattern--9"},
      {"type": "relationship", "id": "relationship--6", "relationship_type": "uses",
       "source_ref": "malware--1", "target_ref": "attack-pattern--1"},
      {"type": "relationship", "id": "relationship--7", "relationship_type": "revoked-by",
       "source_ref": "attack-pattern--4", "target_ref": "attack-pattern--1"}
    ]}
    """

  static let atlas = """
    ---
    id: ATLAS
    name: An example of adversarial threats
    version: 4.9.0
    matrices:
    - id: ATLAS
      name: ATLAS Matrix
      tactics:
      - {id: AML.TA1, name: Reconnaissance, object-type: tactic}
      - {id: AML.TA2, name: Impact, object-type: tactic}
      techniques:
      - id: AML.T1
        name: Search
        object-type: technique
        tactics: [AML.TA1]
      - id: AML.T1.000
        name: Search journals
        object-type: technique
        subtechnique-of: AML.T1
      - id: AML.T2
        name: Denial
        object-type: technique
        tactics: [AML.TA2]
      mitigations:
      - id: AML.M1
        name: Say less
        object-type: mitigation
        techniques:
        - {id: AML.T1, use: Publish less of it.}
        - AML.T1.000
        - {id: AML.T9, use: Nothing.}
    case-studies:
    - {id: AML.CS1, name: A study}
    """

  static let catalog = """
    {"catalog": {"uuid": "6e4d2e5c-0000-4000-8000-000000000001",
      "metadata": {"title": "Example Controls", "version": "5.2", "last-modified": "2024-05-01T00:00:00Z",
                   "oscal-version": "1.2.1", "parties": [{"uuid": "p", "type": "organization", "name": "An Office"}]},
      "groups": [
        {"id": "ac", "title": "Access", "controls": [
          {"id": "ac-1", "title": "Policy", "props": [{"name": "label", "value": "AC-1"},
                                                      {"name": "label", "class": "zero", "value": "AC-01"}],
           "parts": [{"name": "statement", "prose": "Write it down.",
                      "parts": [{"name": "item", "prose": "{{ insert: param, ac-1_prm_1 }} times."}]}],
           "links": [{"href": "#au-1", "rel": "related"}, {"href": "#ac-9", "rel": "required"}]},
          {"id": "ac-2", "title": "Accounts", "controls": [
            {"id": "ac-2.1", "title": "Automated"},
            {"id": "ac-2.2", "title": "Removed", "props": [{"name": "status", "value": "withdrawn"}]}]}]},
        {"id": "au", "title": "Audit", "groups": [{"id": "au-x", "title": "Logs",
          "controls": [{"id": "au-1", "title": "Log"}]}]}]}}
    """

  static let mappings = """
    {"mapping-collection": {"uuid": "6e4d2e5c-0000-4000-8000-000000000002",
      "metadata": {"title": "Example Mapping", "version": "1", "last-modified": "2025-05-01T00:00:00Z",
                   "oscal-version": "1.2.1"},
      "mappings": [{"uuid": "6e4d2e5c-0000-4000-8000-000000000003",
        "source-resource": {"type": "catalog", "href": "#r1"}, "target-resource": {"type": "catalog", "href": "https://example.org/Other_v2.json"},
        "maps": [
          {"uuid": "m1", "relationship": "equal-to", "sources": [{"type": "control", "id-ref": "a"}],
           "targets": [{"type": "control", "id-ref": "x"}], "confidence-score": {"percentage": 80}, "matching-rationale": "semantic"},
          {"uuid": "m2", "relationship": "subset-of", "sources": [{"type": "control", "id-ref": "a"}, {"type": "control", "id-ref": "b"}],
           "targets": [{"type": "control", "id-ref": "y"}]},
          {"uuid": "m3", "relationship": "no-relationship", "sources": [{"type": "control", "id-ref": "b"}],
           "targets": [{"type": "control", "id-ref": "x"}]},
          {"uuid": "m4", "relationship": "odd", "sources": [{"type": "control", "id-ref": "b"}],
           "targets": [{"type": "control", "id-ref": "x"}]}]}],
      "back-matter": {"resources": [{"uuid": "r1", "title": "Example Controls"}]}}}
    """

  static let attackMappings = """
    {"metadata": {"mapping_framework": "example_800", "mapping_framework_version": "rev5", "attack_version": "16.1",
                  "technology_domain": "enterprise", "author": "A Person", "creation_date": "02/03/2024",
                  "capability_groups": {"AC": "Access", "SI": "Integrity"}},
     "mapping_objects": [
       {"capability_id": "AC-1", "capability_description": "Policy", "capability_group": "AC", "mapping_type": "mitigates",
        "attack_object_id": "T1", "attack_object_name": "Phishing", "comments": "helps", "status": "complete"},
       {"capability_id": "AC-1", "capability_description": "Policy", "capability_group": "AC", "mapping_type": "detect",
        "attack_object_id": "T2", "attack_object_name": "Ruin", "score_value": "partial"},
       {"capability_id": "SI-1", "capability_description": "Integrity", "capability_group": "SI", "mapping_type": null,
        "status": "non_mappable", "attack_object_id": null}]}
    """
}
