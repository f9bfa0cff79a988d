; The fifteen rules as one writes them first: the treatment is a fact too, and each rule joins what it compares.
; The program behind `defer`, `refer` and `exclude` notes what fired; `months-later` is the calendar, which CLIPS lacks.

(deftemplate treatment (slot day) (slot depth))
(deftemplate zone (slot name))
(deftemplate medication (slot substance) (slot last))
(deftemplate condition (slot code) (slot active) (slot site) (slot diagnosed))
(deftemplate session (slot last))

(defrule r1 "NSAID"
  (medication (substance aspirin | ibuprofen | naproxen | diclofenac) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 7))))
  => (defer 1 (+ ?last 7)))
(defrule r2 "anticoagulant or antiplatelet"
  (medication (substance warfarin | apixaban | rivaroxaban | clopidogrel | heparin) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 7))))
  => (defer 2 (+ ?last 7)))
(defrule r3 "herbal"
  (medication (substance ginkgo | garlic | ginseng | st_johns_wort | turmeric) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 7))))
  => (defer 3 (+ ?last 7)))
(defrule r4
  (medication (substance vitamin_e) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 7))))
  => (defer 4 (+ ?last 7)))
(defrule r5
  (medication (substance fish_oil) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 7))))
  => (defer 5 (+ ?last 7)))
(defrule r6 "autoimmune"
  (medication (substance methotrexate | azathioprine | adalimumab | hydroxychloroquine) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 1))))
  => (defer 6 (+ ?last 1)))
(defrule r7 "topical retinoid"
  (medication (substance tretinoin | adapalene | tazarotene | retinol) (last ?last))
  (treatment (day ?day&:(< ?day (+ ?last 1))))
  => (defer 7 (+ ?last 1)))
(defrule r8
  (medication (substance isotretinoin) (last ?last))
  (treatment (day ?day&:(< ?day (months-later ?last 6))))
  => (defer 8 (months-later ?last 6)))
(defrule r9
  (condition (code acne) (active yes))
  => (exclude 9))
(defrule r10
  (condition (code rosacea) (active yes))
  => (exclude 10))
(defrule r11
  (condition (code eczema | psoriasis | dermatitis) (active yes))
  => (exclude 11))
(defrule r12
  (condition (code open_wound) (active yes) (site ?site))
  (zone (name ?site))
  => (exclude 12))
(defrule r13
  (condition (code suspicious_lesion) (diagnosed no))
  => (refer 13))
(defrule r14-mild
  (session (last ?last))
  (treatment (depth mild) (day ?day&:(< ?day (+ ?last 14))))
  => (defer 14 (+ ?last 14)))
(defrule r14-deep
  (session (last ?last))
  (treatment (depth deep) (day ?day&:(< ?day (+ ?last 28))))
  => (defer 14 (+ ?last 28)))
(defrule r15
  (zone (name eyelid | lip))
  => (exclude 15))
